import type { Term } from '../../domain/licenses/subscription.ts';
import type { FieldNames } from '../csv-columns/header.ts';
import { alike, wordList } from '../csv-columns/header-names.ts';

/** The headers of a file of subscriptions; those of other languages are folded, see `foldedName`. */
export const SUBSCRIPTION_NAMES = {
  id: [
    'id',
    'subscription_id',
    ...wordList(
      'abonnement_id vertrags_id id_d_abonnement id_de_suscripcion id_abbonamento id_da_assinatura id_subskrypcji',
    ),
  ],
  sku: [
    ...wordList('sku sku_id skuid sku_part_number plan product_code product_id item_number part_number'),
    ...wordList(
      'artikelnummer produkt_id tarif reference forfait code_produit codigo_de_producto codice_prodotto',
    ),
    ...wordList('codigo_do_produto productcode artikelcode kod_produktu piano plano abonnement abbonamento'),
    ...wordList(
      'suscripcion assinatura subskrypcja licence license lizenz licencia licenza licenca licentie licencja',
    ),
  ],
  product: [
    ...wordList('product product_name name product_title plan_name subscription_name license_name'),
    ...wordList('produkt produktname lizenzname produit nom_du_produit producto nombre_del_producto'),
    ...wordList(
      'prodotto nome_prodotto nome_del_prodotto produto nome_do_produto productnaam nazwa_produktu nazwa',
    ),
  ],
  model: ['model', 'license_model', 'licence_model', ...wordList('lizenzmodell modele modelo modello')],
  purchased: [
    ...wordList('purchased quantity seats total bought total_licenses total_seats licenses_purchased'),
    ...wordList('purchased_quantity purchased_seats seats_purchased number_of_licenses license_count'),
    ...wordList('menge anzahl gekauft gesamt lizenzen_gesamt gekaufte_lizenzen anzahl_lizenzen platze'),
    ...wordList(
      'quantite achetees nombre_de_licences licences_achetees cantidad compradas licencias_compradas',
    ),
    ...wordList(
      'numero_de_licencias quantita acquistate licenze_acquistate numero_di_licenze quantidade adquiridas',
    ),
    ...wordList(
      'licencas_compradas numero_de_licencas aantal gekocht aantal_licenties ilosc zakupione liczba_licencji',
    ),
  ],
  unlimited: ['unlimited', ...wordList('unbegrenzt illimite ilimitado illimitato onbeperkt bez_limitu')],
  consumed: [
    ...wordList('consumed used assigned consumed_units assigned_licenses used_licenses licenses_in_use'),
    ...wordList(
      'licenses_assigned seats_used used_seats in_use zugewiesen verbraucht verwendet genutzt belegt',
    ),
    ...wordList(
      'attribuees utilisees asignadas en_uso utilizadas assegnate utilizzate in_uso atribuidas em_uso',
    ),
    ...wordList('toegewezen in_gebruik gebruikt przypisane wykorzystane uzywane'),
  ],
  enabled: ['enabled', 'enabled_units'],
  warning: ['warning', 'warning_units'],
  suspended: ['suspended', 'suspended_units'],
  capability_status: ['capability_status', 'capabilitystatus', 'status'],
  unit_price: [
    ...wordList('unit_price price price_per_seat price_per_unit price_per_license list_price'),
    ...wordList(
      'preis einzelpreis stuckpreis preis_pro_lizenz preis_pro_platz prix prix_unitaire prix_par_licence',
    ),
    ...wordList('precio precio_unitario precio_por_licencia prezzo prezzo_unitario preco preco_unitario'),
    ...wordList('prijs prijs_per_stuk stukprijs prijs_per_licentie cena cena_jednostkowa'),
  ],
  currency: ['currency', ...wordList('wahrung devise moneda divisa valuta moeda waluta currency_code')],
  term: [
    ...wordList('term billing_term billing_period billing_cycle billing_frequency'),
    ...wordList(
      'laufzeit abrechnungszeitraum abrechnung periode_de_facturation duree periodo_de_facturacion',
    ),
    ...wordList(
      'periodo_di_fatturazione periodo_de_faturamento periodo_de_faturacao factureringsperiode okres_rozliczeniowy',
    ),
  ],
  renews_on: [
    ...wordList('renews_on renewal renewal_date renews next_renewal next_renewal_date'),
    ...wordList(
      'verlangerung verlangerungsdatum nachste_verlangerung verlangert_sich_am date_de_renouvellement',
    ),
    ...wordList('renouvellement fecha_de_renovacion renovacion data_di_rinnovo data_rinnovo rinnovo'),
    ...wordList('data_de_renovacao renovacao verlengingsdatum verlenging data_odnowienia odnowienie'),
  ],
  ends_on: [
    ...wordList('ends_on ends end_date expires_on expires expiry_date expiration_date expiration'),
    ...wordList(
      'ende enddatum ablaufdatum lauft_ab_am vertragsende date_d_expiration date_de_fin fecha_de_vencimiento',
    ),
    ...wordList(
      'fecha_de_fin vencimiento data_di_scadenza data_scadenza scadenza data_de_expiracao vencimento',
    ),
    ...wordList('vervaldatum einddatum data_wygasniecia data_konca data_zakonczenia'),
  ],
} as const satisfies FieldNames<string>;

export type SubscriptionField = keyof typeof SUBSCRIPTION_NAMES;

export const TERMS: ReadonlyMap<string, Term> = new Map([
  ...alike(
    'monthly',
    ...wordList('month per-month m monatlich monat mensuel mensuelle mensual mensile mensal'),
  ),
  ...alike('monthly', ...wordList('maandelijks maand miesieczny miesieczna miesiecznie')),
  ...alike(
    'annual',
    ...wordList('annually year yearly per-year y jahrlich jahr annuel annuelle anual annuale'),
  ),
  ...alike('annual', ...wordList('jaarlijks jaar roczny roczna rocznie')),
]);
