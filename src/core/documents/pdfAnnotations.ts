/** What a person filled into a page's form or wrote onto it: PDF.js does not count it as the page's text. */
export function annotationText(annotations: readonly unknown[]): string {
  const seen = annotations.filter(isSeen);
  const fields = seen.map(fieldLine).filter((line) => line !== '');
  const remarks = seen.map(remark).filter((words) => words !== '');
  return [
    fields.length === 0 ? '' : `Filled in:\n${fields.join('\n')}`,
    remarks.length === 0 ? '' : `Written onto the page:\n${remarks.join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

type Annotation = Readonly<Record<string, unknown>>;

/** What is hidden nobody meant to send; what is typed into a password's box even less. */
function isSeen(annotation: unknown): annotation is Annotation {
  if (typeof annotation !== 'object' || annotation === null) return false;
  const { hidden, password } = annotation as Annotation;
  return hidden !== true && password !== true;
}

/** As in "Name: Ann Smith"; empty for what was left empty, and for buttons. */
function fieldLine({
  subtype,
  fieldName,
  alternativeText,
  fieldValue,
  checkBox,
  radioButton,
  buttonValue,
}: Annotation): string {
  if (subtype !== 'Widget') return '';
  const name = words(alternativeText) || words(fieldName);
  // All buttons of a group have its value; the one that is pressed has it as its own, too.
  if (radioButton === true && fieldValue !== buttonValue) return '';
  const value = Array.isArray(fieldValue) ? fieldValue.map(words).join(', ') : words(fieldValue);
  if (value === '' || value === 'Off') return '';
  return `${name}: ${checkBox === true ? 'yes' : value}`;
}

/** The words of a box of text or a note; those of a link are in the page already. */
function remark({ subtype, contentsObj }: Annotation): string {
  if (subtype !== 'FreeText' && subtype !== 'Text' && subtype !== 'Highlight') return '';
  return typeof contentsObj === 'object' && contentsObj !== null && 'str' in contentsObj
    ? words(contentsObj.str)
    : '';
}

function words(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
