/** What another tool has left that `rolecall import` can take over. Texts are inert. */
export type OtherTool = {
  readonly tool: string;
  /** `1 instance, 12 roles` */
  readonly summary: string;
  /** As the person knows them. */
  readonly files: readonly string[];
};
