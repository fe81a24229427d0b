import { CheckCircleFilled, CloseCircleFilled, DeleteOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Progress, Select } from 'antd';
import { useRef, useState } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import type { Drafting } from '../../../src/server/contract/drafting.ts';
import { useDocuments } from '../api/documents.ts';
import { ACCEPT, filesOfDrop } from '../documents/dropped-files.ts';
import './drafting.css';

/** What a budget is to be begun from: files of this machine, and documents that are here already. */
export interface Sources {
  readonly files: readonly File[];
  readonly documents: readonly string[];
}

interface Props {
  readonly sources: Sources;
  readonly onChange: (sources: Sources) => void;
}

/** Where the documents are given: dropped, chosen, or picked from those that were checked here. */
export function DraftSources({ sources, onChange }: Props) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { data } = useDocuments({ limit: 100 });
  const { files } = sources;
  const add = (more: readonly File[]) => {
    const known = new Set(files.map(({ name, size }) => `${name} ${size}`));
    onChange({
      ...sources,
      files: [...files, ...more.filter((one) => !known.has(`${one.name} ${one.size}`))],
    });
  };
  return (
    <div className="draft-sources">
      <section
        className={`draft-drop${isOver ? ' over' : ''}`}
        aria-label={say('web.draft.drop')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void filesOfDrop([...event.dataTransfer.items]).then((given) => add(given.files));
        }}
      >
        <InboxOutlined aria-hidden />
        <p>{say('web.draft.drop')}</p>
        <Button onClick={() => input.current?.click()}>{say('web.draft.choose')}</Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={ACCEPT}
          aria-label={say('web.draft.choose')}
          onChange={({ target }) => {
            add([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </section>
      <ul className="draft-files">
        {files.map((file) => (
          <li key={`${file.name} ${file.size}`}>
            <span>{file.name}</span>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={say('web.draft.remove', { name: file.name })}
              onClick={() => onChange({ ...sources, files: files.filter((one) => one !== file) })}
            />
          </li>
        ))}
      </ul>
      <Select
        mode="multiple"
        className="draft-known"
        aria-label={say('web.draft.known')}
        placeholder={say('web.draft.known')}
        showSearch={{ optionFilterProp: 'label' }}
        value={[...sources.documents]}
        options={(data?.documents ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(documents) => onChange({ ...sources, documents })}
      />
    </div>
  );
}

const FILE_STATES = {
  waiting: 'web.draft.file.waiting',
  reading: 'web.draft.file.reading',
  read: 'web.draft.file.read',
  failed: 'web.draft.file.failed',
} as const satisfies Record<Drafting['files'][number]['state'], MessageKey>;

/** How far each document is, and why one could not be used. */
export function DraftProgress({ drafting }: { readonly drafting: Drafting }) {
  return (
    <div className="draft-progress" role="status">
      <ul>
        {drafting.files.map(({ name, state, page, pages, message }) => (
          <li key={name} className={state}>
            <b>
              {state === 'read' && <CheckCircleFilled className="good" aria-hidden />}
              {state === 'failed' && <CloseCircleFilled className="bad" aria-hidden />} {name}
            </b>
            {state === 'reading' && (
              <Progress
                percent={pages === undefined || page === undefined ? 0 : Math.round((page / pages) * 100)}
                size="small"
                status="active"
              />
            )}
            <small className="quiet question-note">{message ?? say(FILE_STATES[state])}</small>
          </li>
        ))}
      </ul>
      {drafting.problems.map((problem) => (
        <p key={problem} className={drafting.state === 'failed' ? 'draft-problem bad' : 'draft-problem'}>
          {problem}
        </p>
      ))}
    </div>
  );
}
