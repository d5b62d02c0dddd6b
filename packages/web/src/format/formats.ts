type Create<Options, Format> = (locale: string | undefined, options: Options) => Format;

/** Zones, currencies and digits that a page shows are few; this many are never reached by one that is well. */
const maximumKept = 200;

/** Making a formatter takes a hundred times as long as formatting does, and a chart that is panned asks for labels each frame. */
function kept<Options, Format>(create: Create<Options, Format>): Create<Options, Format> {
  const formats = new Map<string, Format>();
  return (locale, options) => {
    const key = `${locale ?? ""}/${JSON.stringify(options)}`;
    const known = formats.get(key);
    if (known !== undefined) return known;
    if (formats.size >= maximumKept) formats.clear();
    const created = create(locale, options);
    formats.set(key, created);
    return created;
  };
}

export const dateFormat: Create<Intl.DateTimeFormatOptions, Intl.DateTimeFormat> = kept(
  (locale, options) => new Intl.DateTimeFormat(locale, options),
);

export const relativeFormat: Create<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat> = kept(
  (locale, options) => new Intl.RelativeTimeFormat(locale, options),
);

export const numberFormat: Create<Intl.NumberFormatOptions, Intl.NumberFormat> = kept(
  (locale, options) => new Intl.NumberFormat(locale, options),
);
