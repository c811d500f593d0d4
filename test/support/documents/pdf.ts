/** Makes a PDF of pages of plain lines, as any program that prints would; an empty page holds a picture's frame only. */
export function makePdf(pages: readonly string[]): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  pages.forEach((text, index) => {
    const content = text === '' ? '0 0 100 100 re S' : `BT /F1 12 Tf 72 720 Td 14 TL\n${shown(text)}\nET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  });
  return pdfOf(objects);
}

/** A form of one page: boxes to write into, by their names, boxes that are ticked or not, and a remark on it. */
export function makeForm(
  texts: Readonly<Record<string, string>>,
  ticks: Readonly<Record<string, boolean>> = {},
  remark = '',
): Uint8Array {
  const place = '/Subtype /Widget /Type /Annot /Rect [72 600 300 620] /F 4 /P 3 0 R';
  const fields = [
    ...Object.entries(texts).map(([name, value]) => `<< ${place} /FT /Tx /T (${name}) /V (${value}) >>`),
    ...Object.entries(ticks).map(
      ([name, isTicked]) =>
        `<< ${place} /FT /Btn /T (${name}) /V /${isTicked ? 'Yes' : 'Off'} /AS /${isTicked ? 'Yes' : 'Off'} /AP << /N << /Yes 5 0 R >> >> >>`,
    ),
    ...(remark === ''
      ? []
      : [
          `<< /Type /Annot /Subtype /FreeText /Rect [72 500 300 520] /F 4 /DA (/F1 12 Tf) /Contents (${remark}) >>`,
        ]),
  ];
  const references = fields.map((_, index) => `${7 + index} 0 R`).join(' ');
  const content = `BT /F1 12 Tf 72 720 Td 14 TL\n${shown('Application')}\nET`;
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${references}] >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Annots [${references}] /Resources << /Font << /F1 6 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...fields,
  ]);
}

/** Says that it can be opened with a password only. */
export function makeLockedPdf(): Uint8Array {
  const zeros = '0'.repeat(64);
  return pdfOf(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'],
    `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${zeros}> /U <${zeros}> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]`,
  );
}

function pdfOf(objects: readonly string[], trailer = ''): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer << /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Uint8Array.from(`${file}${end}`, (letter) => letter.charCodeAt(0));
}

/** Lines one below the other, an empty one as an empty line. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? 'T*' : `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`))
    .join('\n');
}
