import { NO_PROFILE, type Profile, parseProfile } from '../checking/profile.ts';
import { type Result, succeed } from '../messages/problem.ts';
import { readInput } from '../working/input.ts';

/** The profile that an office keeps in a file; nothing is set without one. */
export function loadProfile(file: string | undefined): Result<Profile> {
  if (file === undefined) return succeed(NO_PROFILE);
  const input = readInput(file);
  return input.ok ? parseProfile(new TextDecoder().decode(input.value), file) : input;
}
