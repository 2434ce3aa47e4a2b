export { Actor, Role, type Tokens, tokensOf } from './actor.ts';
export { ConfigError, configFrom } from './config.ts';
export { serve, type Web } from './http.ts';
export { accepted, Refused } from './refused.ts';
export { type Live, type Service, type ServiceDeps, type Started, startService } from './service.ts';
export {
  asks,
  badInput,
  Command,
  type Context,
  commands,
  type Needs,
  notFound,
  notYours,
  router,
  within,
} from './trpc.ts';
