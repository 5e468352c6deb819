-- Sessions that name different subscriptions no longer set each other aside. What was decided before is decided again, in
-- the background. See docs/decisions/0036-bounces-by-subscription.md.

-- the number of the rule by which the workspace's bounces are decided (`bounceRule` of packages/protocol/src/bounce.ts)
alter table workspace add column bounce_rule integer not null default 1;
alter table workspace alter column bounce_rule set default 2;
