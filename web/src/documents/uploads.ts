import { useSyncExternalStore } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Uploaded } from '../../../src/server/contract/documents.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { failureOf, sayFailure } from '../api/request.ts';

/** A file on its way to the server. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'failed';
  /** Of its bytes, 0 to 1. */
  readonly sent: number;
  /** Why it failed, or was refused. */
  readonly message?: string;
}

/** So many files travel at once: one would leave the line idle between files, more would only divide it. */
const AT_ONCE = 2;

/**
 * All uploads of this tab. They live outside the pages, so that going to a result does not stop them; each file is a request
 * of its own, so that one that fails takes none with it.
 */
class Uploads {
  #all: readonly Upload[] = [];
  #queue: { readonly id: number; readonly file: File; readonly onDone: () => void }[] = [];
  #running = 0;
  #next = 1;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly all = (): readonly Upload[] => this.#all;

  /** Sends files, one after the other; `onDone` is called when the server has one of them. */
  add(files: readonly File[], onDone: () => void): void {
    // What is done has become a row of the list: a new batch counts anew.
    if (this.#running === 0) this.#all = this.#all.filter(({ state }) => state === 'failed');
    const added = files.map((file) => ({ id: this.#next++, file, onDone }));
    this.#queue.push(...added);
    this.#set([
      ...this.#all,
      ...added.map(({ id, file }): Upload => ({ id, name: file.name, state: 'waiting', sent: 0 })),
    ]);
    this.#start();
  }

  /** Forgets what failed. */
  clear(): void {
    this.#set(this.#all.filter(({ state }) => state !== 'failed'));
  }

  #start(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#running += 1;
      this.#change(next.id, { state: 'sending' });
      void sendDocument(next.file, (sent) => this.#change(next.id, { sent }))
        .then(({ refused: [first] }) =>
          this.#change(next.id, first === undefined ? { state: 'done', sent: 1 } : failed(first.message)),
        )
        .catch((error: unknown) => this.#change(next.id, failed(sayFailure(error))))
        .finally(() => {
          this.#running -= 1;
          next.onDone();
          this.#start();
        });
    }
  }

  #change(id: number, change: Partial<Upload>): void {
    this.#set(this.#all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  #set(all: readonly Upload[]): void {
    this.#all = all;
    for (const listener of this.#listeners) listener();
  }
}

function failed(message: string): Partial<Upload> {
  return { state: 'failed', message };
}

/** Sends one document. `fetch` does not tell how much has been sent, XMLHttpRequest does. */
export function sendDocument(file: File, onProgress: (sent: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', addressOf('documents'));
    sending.setRequestHeader('accept', 'application/json');
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    sending.onerror = () => reject(new Error(say('web.error.network')));
    sending.onload = () => {
      if (sending.status < 200 || sending.status >= 300) {
        reject(failureOf(sending.status, sending.responseText));
        return;
      }
      try {
        // What the contract says of this address; see request.ts.
        resolve(JSON.parse(sending.responseText) as Uploaded);
      } catch {
        reject(new Error(say('web.error.unreadable')));
      }
    };
    const form = new FormData();
    form.append('file', file, file.name);
    sending.send(form);
  });
}

export const uploads = new Uploads();

/** The uploads of this tab as they are now. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(uploads.subscribe, uploads.all);
}
