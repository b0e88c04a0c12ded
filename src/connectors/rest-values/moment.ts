import { type Instant, isDay, wallClock } from '../../domain/day.ts';
import type { DateForm } from '../rest-declaration/value.ts';
import { BadRow } from './bad-row.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/** A moment in the form that the declaration names. Throws `BadRow` for any other form: a wrong date is worse than none. */
export function momentIn(value: unknown, form: DateForm, path: string): Instant {
  if (form === 'seconds' || form === 'milliseconds') return epoch(value, form, path);
  const text = typeof value === 'string' ? value.trim() : '';
  const [, day, hours, minutes, seconds = '0', fraction = '', zone] = ISO.exec(text) ?? [];
  if (day === undefined || !isDay(day)) throw new BadRow(`${path} is not a moment like 2026-03-09T10:00:00Z`);
  if (hours === undefined) return day;
  const timeMs =
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
    Math.floor(Number(`0${fraction}`) * 1000);
  if (zone !== undefined) return instantOf(Date.parse(day) + timeMs - offsetOf(zone), path);
  if (typeof form === 'object') return wallClock(form.zone, day, timeMs).toISOString();
  throw new BadRow(`${path} names no time zone; write date: { zone: … } for it in the declaration`);
}

function epoch(value: unknown, form: 'seconds' | 'milliseconds', path: string): Instant {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new BadRow(`${path} is not a moment as ${form} since 1970`);
  return instantOf(form === 'seconds' ? number * 1000 : number, path);
}

function instantOf(ms: number, path: string): Instant {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) throw new BadRow(`${path} is not a moment`);
  return date.toISOString();
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
