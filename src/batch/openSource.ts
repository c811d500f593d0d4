import type * as vscode from 'vscode';
import type { BatchItem } from '../core/batch/batchItem';
import type { AnswerForm } from '../core/batch/itemPrompt';
import type { RunSource, RunTarget } from '../core/batch/runRecord';

/** A place where the answers can go, as it is offered. */
export interface TargetOffer {
  /** `undefined`: a folder is asked for once this is chosen. */
  readonly target: RunTarget | undefined;
  /** As in "into “customers with answers.csv”". */
  readonly label: string;
  /** A few words more, as in "Undo takes it back". */
  readonly detail: string;
}

/** What came of writing answers together. */
export interface Written {
  /** What to show; `undefined` where it is shown already. */
  readonly uri?: vscode.Uri;
  /** What the person should know, in a sentence. */
  readonly remark?: string;
}

/** What a run goes over, as it is now. */
export interface OpenSource {
  readonly source: RunSource;
  /** As in "customers.csv" or "3 files". */
  readonly name: string;
  readonly form: AnswerForm;
  readonly items: readonly BatchItem[];
  /** Names of columns that a prompt may name; empty for what is no table. */
  readonly columns: readonly string[];
  /** Where the answers can go, the best first. Never empty. */
  offers(): Promise<readonly TargetOffer[]>;
  /** Writes one answer as it comes, and tells where it stands. Absent: they are written together. Rejects. */
  saveOne?(index: number, text: string, target: RunTarget): Promise<vscode.Uri>;
  /** Writes all answers, by the items' places. May be called again with more. Absent: each is written as it comes. Rejects. */
  saveAll?(answers: ReadonlyMap<number, string>, target: RunTarget): Promise<Written>;
  /** Asks for another place and writes all answers there; `undefined` if the person changed their mind. Rejects. */
  saveElsewhere(answers: ReadonlyMap<number, string>): Promise<vscode.Uri | undefined>;
}
