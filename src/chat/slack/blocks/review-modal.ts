import { z } from 'zod';
import type { Message } from '../../../domain/message.ts';
import { quote } from '../../grammar.ts';
import { LIST_MENUS } from '../../say/chats/slack-layout.ts';
import type { Block, Element, Modal } from './blocks.ts';
import { jsonOf } from './button.ts';
import { LIMIT } from './limit.ts';
import { metadata, option, type Refresh, RefreshRef } from './modal.ts';
import { piece, without } from './piece.ts';
import { onePayload } from './render.ts';
import { plain } from './text.ts';

/** One menu above the list. Each choice shows the answer to its command. */
export interface Filter {
  readonly label: string;
  readonly choices: readonly { readonly label: string; readonly command: string }[];
}

/** `callback_id` of a list in a modal. */
const REVIEW_CALLBACK = 'review';

/**
 * A message as a modal list, for "Review all" and for a plain notice (no filters). `command` made the list and is kept in the
 * view's `private_metadata`, so that `readReview` can return it and the list can be updated after a click.
 */
export function renderReview(
  message: Message,
  {
    command,
    filters = [],
    refresh = {},
  }: { readonly command: string; readonly filters?: readonly Filter[]; readonly refresh?: Refresh },
): Modal {
  const menus = filters.flatMap((filter, at) => menu(filter, command, at));
  const above: Block[] = menus.length === 0 ? [] : [{ type: 'actions', elements: menus }];
  const surface = { charts: false, tables: false, rowsWithButtons: Number.POSITIVE_INFINITY, menus: false };
  const room = without({ blocks: LIMIT.viewBlocks, text: LIMIT.text }, [piece(above, 0)]);
  const list = onePayload(message, surface, room, { firstNumber: menus.length });
  const [sentence, ...rest] = list;
  return {
    type: 'modal',
    callback_id: REVIEW_CALLBACK,
    private_metadata: metadata({ command, refresh }, { command: '', refresh: {} }),
    title: plain(filters.length === 0 ? 'Seatkeeper' : 'Review', LIMIT.viewTitle),
    close: plain('Close', LIMIT.viewTitle),
    blocks: [...(sentence === undefined ? [] : [sentence]), ...above, ...rest],
  };
}

/** Reads `view` of a click inside the list; `null` when it is not one of our lists. */
export function readReview(view: unknown): { command: string; refresh: Refresh } | null {
  const read = Clicked.safeParse(view);
  if (!read.success) return null;
  const about = About.safeParse(jsonOf(read.data.private_metadata));
  return about.success ? about.data : null;
}

/** The menus above the list of one app: what to show, and for which app. */
export function reviewFilters(
  app: string,
  apps: readonly { readonly id: string; readonly name: string }[],
): Filter[] {
  const id = quote(app);
  return [
    {
      label: LIST_MENUS.show,
      choices: [
        { label: LIST_MENUS.undecided, command: `app ${id}` },
        { label: LIST_MENUS.leftOrInactive, command: `access ${id} status:inactive` },
        { label: LIST_MENUS.unknown, command: `clearing ${id}` },
        { label: LIST_MENUS.known, command: `access ${id} known:yes` },
      ],
    },
    {
      label: LIST_MENUS.app,
      choices: apps.map((one) => ({ label: one.name, command: `app ${quote(one.id)}` })),
    },
  ];
}

/** Leaves out choices whose command is too long for Slack. Without any choice there is no menu. */
function menu({ label, choices }: Filter, command: string, at: number): Element[] {
  const options = choices
    .filter((choice) => choice.command.length > 0 && choice.command.length <= LIMIT.optionValue)
    .map((choice) => option({ value: choice.command, label: choice.label }));
  const chosen = options.find(({ value }) => value === command);
  if (options.length === 0) return [];
  const groups = Array.from({ length: Math.ceil(options.length / LIMIT.options) }, (_, group) => ({
    label: plain(
      `${group * LIMIT.options + 1} to ${Math.min(options.length, (group + 1) * LIMIT.options)}`,
      LIMIT.optionText,
    ),
    options: options.slice(group * LIMIT.options, (group + 1) * LIMIT.options),
  }));
  return [
    {
      type: 'static_select',
      action_id: `cmd:${at}`,
      placeholder: plain(label, LIMIT.optionText),
      ...(options.length > LIMIT.options ? { option_groups: groups.slice(0, LIMIT.options) } : { options }),
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  ];
}

const Clicked = z.object({
  callback_id: z.literal(REVIEW_CALLBACK),
  private_metadata: z.string().max(LIMIT.metadata),
});
const About = z.strictObject({ command: z.string(), refresh: RefreshRef });
