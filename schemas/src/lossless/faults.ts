/** A deliberate fault: a piece of one source file, and what stands in its place. */
export interface Fault {
  /** Below src/. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly from: string
  readonly to: string
}

/** Faults that each lose something of some body. The lossless check must find every one. */
export const FAULTS: readonly Fault[] = [
  ...inFile('codec/fit.ts', [
    ["typeof v === 'string' && v.isWellFormed()", "typeof v === 'string'"],
    ['Math.abs(value) < 2 ** 53 - 1', 'Math.abs(value) < 2 ** 53'],
    ['2 ** 53 - 1 && !Object.is(value, -0)', '2 ** 53 - 1'],
    ['Number.isSafeInteger(value) && !Object.is(value, -0)', 'Number.isSafeInteger(value)'],
    ['Number.isSafeInteger(value) && !Object.is(value, -0)', 'Number.isInteger(value) && !Object.is(value, -0)'],
    ["typeof value === 'bigint') return String(value)", "typeof value === 'bigint') return String(Number(value))"],
    ['if (!Array.isArray(value)) return NO_FIT', 'if (!Array.isArray(value)) return []'],
    ['if (fitted === NO_FIT) {\n        reset(drift, nulls, unmapped)', 'if (fitted === NO_FIT) {'],
    ['!key.isWellFormed()) {\n          reset(drift, nulls, unmapped)', '!key.isWellFormed()) {'],
    ['!key.isWellFormed()', 'false'],
    ['fittedArray = [...value]', 'fittedArray = value'],
    ['fittedRecord = { ...value }', 'fittedRecord = value'],
    ['const fit = fits.get(key)', 'const fit: any = Reflect.get(Object.fromEntries(fits), key)'],
    ['keepUnmapped(drift, `${pointer}/${escapeSegment(key)}`, property)', 'void 0'],
    ['escapeSegment(key)', 'key'],
    ['drift.nulls.push(`${pointer}/${key}`)', 'void 0'],
    ['if (fitted === NO_FIT) keepUnmapped(drift, `${pointer}/${key}`, property)', ''],
    ['fit(element, `${pointer}/${i}`, drift)', 'fit(element, `${pointer}/0`, drift)'],
  ]),
  ...inFile('codec/drift.ts', [
    ['jsonText(drift.values[i])', 'JSON.stringify(drift.values[i])'],
    ['drift.values.length = unmapped', ''],
    ['drift.nulls.length = nulls', ''],
  ]),
  ...inFile('codec/encode-event.ts', [
    ['nulls: drift.nulls', 'nulls: []'],
    ['unmapped: unmappedTexts(drift)', 'unmapped: {}'],
    ["keepUnmapped(drift, '', value)", ''],
  ]),
  ...inFile('codec/restore.ts', [
    ['if (property === null) continue', ''],
    ['parseJson(text) : text', 'Number(text) : text'],
    ['list.map(each)', 'list'],
  ]),
  ...inFile('codec/rebuild.ts', [
    ["if (typeof whole === 'string') return parseJson(whole)", ''],
    ['return parseJson(whole)', 'return JSON.parse(whole)'],
    ['place(sent, pointer, null)', ''],
    ['place(sent, pointer, parseJson(text))', 'place(sent, pointer, JSON.parse(text))'],
  ]),
  ...inFile('codec/json.ts', [
    ["rawJson('-0')", "rawJson('0')"],
    ["'1e999' : '-1e999'", "'1e308' : '-1e308'"],
    ["'1e999' : '-1e999'", "'1e999' : '1e999'"],
    ['rawJson(`${text}e0`)', 'value'],
    ['BigInt(source)', 'value'],
  ]),
  ...inFile('codec/may-have-big.ts', [
    ['const DIGITS = 16', 'const DIGITS = 17'],
    ["'[:,'", "':,'"],
    ["'[:,'", "'[,'"],
    ['at < 0 || ', 'at >= 0 && '],
  ]),
  ...inFile('codec/compile-write.ts', [
    ['if (place === undefined) return false', 'if (place === undefined) continue'],
    ['return at.nullIsSaid && nullPlace', 'return nullPlace'],
    ['2 ** 53 - 1 && !Object.is(value, -0)', '2 ** 53 - 1'],
    ['Math.abs(value) < 2 ** 53 - 1', 'Math.abs(value) < 2 ** 53'],
    ['Number.isSafeInteger(value) && !Object.is(value, -0)', 'Number.isSafeInteger(value)'],
    ['Number.isSafeInteger(value) && !Object.is(value, -0)', 'Number.isInteger(value) && !Object.is(value, -0)'],
    ['text(sink, String(value))', 'text(sink, String(Number(value)))'],
    ['for (let i = 0; i < value.length; i += 1) if (!write', 'for (let i = 1; i < value.length; i += 1) if (!write'],
    ["name === 'value' ? inValue : at", 'at'],
  ]),
  ...inFile('codec/avro-sink.ts', [
    ['if (!value.isWellFormed()) return false', ''],
    ['if (unit > 127) return false', ''],
    ['rest = Math.floor(rest / 128)', 'rest >>>= 7'],
  ]),
  ...inFile('codec/own.ts', [
    [' && !Array.isArray(value)', ''],
    ["name === '__proto__'", 'false'],
  ]),
  ...inFile('codec/pointer.ts', [
    [".replaceAll('~', '~0')", ''],
    [".replaceAll('/', '~1')", ''],
    [".replaceAll('~1', '/').replaceAll('~0', '~')", ".replaceAll('~0', '~').replaceAll('~1', '/')"],
  ]),
  ...inFile('codec/wire.ts', [['Buffer.copyBytesFrom(into, 0, end)', 'into.subarray(0, end)']]),
  ...inFile('codec/avro-type.ts', [["wrapUnions: 'never'", "wrapUnions: 'always'"]]),
  ...inFile('items/path.ts', [['value.every(isObject)', 'value.some(isObject)']]),
  ...inFile('items/split.ts', [['i === 0 ? rest : carried', 'carried']]),
  ...inFile('items/deal-contacts.ts', [['isFree[position] === true || own.has(position)', 'own.has(position)']]),
  ...inFile('items/lay.ts', [
    ["steps[0] !== 'entry'", 'false'],
    ['if (Array.isArray(target)) target[Number(step)] = value', 'if (Array.isArray(target)) target.push(value)'],
    ['set(all, String(position), contacts[i])', 'set(all, String(i), contacts[i])'],
    ['!Object.hasOwn(target, name)', '!(name in target)'],
    ['isDealt ? positions : []', 'positions'],
  ]),
  ...inFile('items/alone.ts', [
    ["if (record.entry_id !== '') ", ''],
    ['if (record.entry_time !== null) ', ''],

    ['withRest(entry, record.envelope[place.entry])', 'entry'],
    ['withRest(change, record.envelope[pointer])', 'change'],
    ['withRest(body, record.envelope[place.body])', 'body'],
    ['put(node, name, rest[name])', 'node[name] = rest[name]'],
  ]),
  ...inFile('event/find-items.ts', [
    ["return facts.entryId !== ''", 'return true'],
    [' && facts.entryTime !== null', ''],
    [" && field !== ''", ''],

    ['|| !isObject(value)) {', ') {'],
    [' || changes.length === 0', ''],
    ['addBody(found, element, `/${i}`)', "addBody(found, element, '/0')"],
  ]),
  ...inFile('event/leave.ts', [
    ['jsonText(rest)', 'JSON.stringify(rest)'],
    ['put(rest, name, node[name])', 'rest[name] = node[name]'],
  ]),
  ...inFile('event/usable.ts', [
    [' && value.isWellFormed()', ''],
    [' <= MAX_LONG', ' <= MAX_LONG + 1'],
    ['isLong && !Object.is(value, -0)', 'isLong'],
  ]),
  ...inFile('event/drafts-of.ts', [['jsonText(found.item)', 'JSON.stringify(found.item)']]),
]

function inFile(file: string, changes: readonly (readonly [from: string, to: string])[]): readonly Fault[] {
  return changes.map(([from, to]) => ({ file, from, to }))
}
