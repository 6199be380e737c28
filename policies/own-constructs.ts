/** The way in for a construct of a team's own: what it may build beside what the configuration comes to. */

/** One type of resource, in every stack. Every expression in it is judged like all others. */
export interface OwnConstruct {
  /** Terraform type; none that a policy such as no-network forbids. */
  readonly type: string;
  /** Terraform arguments that may be given, `lifecycle` and `depends_on` among them, with whatever is in them. */
  readonly arguments: readonly string[];
  /** Why it stands beside Foundry, for the next reader and for audits. */
  readonly reason: string;
  /** Team that answers for it. */
  readonly owner: string;
}

/** None so far. `policy-report.json` shows them. */
export const OWN_CONSTRUCTS: readonly OwnConstruct[] = [];
