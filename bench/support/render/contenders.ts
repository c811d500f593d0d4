import type { CreateContender } from './contender';
import { create as incremark } from './contenders/incremark';
import { create as markedAndDomPurify } from './contenders/markedAndDomPurify';
import { create as ours } from './contenders/ours';
import { create as plainText } from './contenders/plainText';
import { create as reactMarkdown } from './contenders/reactMarkdown';
import { create as reactMarkdownByBlocks } from './contenders/reactMarkdownByBlocks';
import { create as streamdown } from './contenders/streamdown';
import { create as streamingMarkdown } from './contenders/streamingMarkdown';
import type { ContenderFile } from './run';

export const contenders: Readonly<Record<ContenderFile, CreateContender>> = {
  ours,
  plainText,
  streamingMarkdown,
  incremark,
  streamdown,
  reactMarkdownByBlocks,
  reactMarkdown,
  markedAndDomPurify,
};
