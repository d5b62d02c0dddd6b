// An entry of its own: a program that only decodes does not carry it.
export {
  type DraftColumn,
  type DraftLayout,
  draftProfile,
  type ListSample,
  type ProfileDraft,
  unknownListsOf,
} from "./draft-profile.ts";
export { type ParsedProfile, type ProfileProblem, parseProfile } from "./parse-profile.ts";
