type Scale = {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly sizes: readonly { readonly count: number; readonly figures: Readonly<Record<string, number>> }[];
};

export const scaleTable: (scale: Scale) => string;
export const withScaleTable: (text: string, scale: Scale) => string;
