import type { StorageErrorKind } from '../../core/storage/fileSystem';

/** The part of the list in which a conversation stands that changed then, in the computer's time zone. */
export function groupInWords(milliseconds: number, now: Date): string {
  const date = new Date(milliseconds);
  if (date >= startOfDay(now, 0)) return 'Today';
  if (date >= startOfDay(now, 1)) return 'Yesterday';
  // A week begins on Monday.
  if (date >= startOfDay(now, (now.getDay() + 6) % 7)) return 'This week';
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString('en-GB', { month: 'long', ...(!isThisYear && { year: 'numeric' }) });
}

/** As in "just now", "12 minutes ago", "today, 14:05", "yesterday, 09:30", "Monday, 10:00", "3 November". */
export function changedInWords(milliseconds: number, now: Date): string {
  const date = new Date(milliseconds);
  const minutes = Math.floor((now.getTime() - milliseconds) / 60_000);
  if (minutes >= 0 && minutes < 60) {
    return minutes < 1 ? 'just now' : minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  }
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date >= startOfDay(now, 0)) return `today, ${time}`;
  if (date >= startOfDay(now, 1)) return `yesterday, ${time}`;
  if (date >= startOfDay(now, 6)) return `${date.toLocaleDateString('en-GB', { weekday: 'long' })}, ${time}`;
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  });
}

/** As in "12 days left", until something is removed for good. */
export function daysLeftInWords(milliseconds: number, now: Date): string {
  const days = Math.max(1, Math.ceil((milliseconds - now.getTime()) / 86_400_000));
  return days === 1 ? '1 day left' : `${days} days left`;
}

export function messagesInWords(count: number): string {
  if (count === 0) return 'not sent yet';
  return count === 1 ? '1 message' : `${number.format(count)} messages`;
}

/** As in "“Letter to the landlord” was deleted." */
export function deletedInWords(count: number, title: string): string {
  return count === 1 ? `“${title}” was deleted.` : `${number.format(count)} chats were deleted.`;
}

/** Why chats could not be deleted or brought back, and what to do. */
export function removalTroubleInWords(what: 'deleted' | 'brought back', trouble: StorageErrorKind): string {
  switch (trouble) {
    case 'diskFull':
      return `The disk is full, so not all of it could be ${what}. Free some space and try again.`;
    case 'notPermitted':
      return `VS Code may not write into its own folder, so not all of it could be ${what}. Nothing is lost; try again when it may.`;
    case 'unexpected':
      return `Not all of it could be ${what}. Nothing is lost; please try again.`;
  }
}

const number = new Intl.NumberFormat('en');

function startOfDay(now: Date, daysBefore: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBefore);
}
