import { FolderOpenOutlined, InboxOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import { useRefreshDocuments } from '../api/documents.ts';
import { ACCEPT, checkable, filesOfDrop, type Given } from './dropped-files.ts';
import { uploads } from './uploads.ts';

/** Where files are given: dropped anywhere on it, or chosen, one, many or a whole folder. */
export function DropZone() {
  const { message } = App.useApp();
  const refresh = useRefreshDocuments();
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const take = ({ files: given, skipped }: Given) => {
    if (given.length === 0) void message.warning(say('web.documents.nothing'));
    else if (skipped > 0) void message.info(say('web.documents.skipped', { count: skipped }));
    uploads.add(given, refresh);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop([...event.dataTransfer.items]).then(take);
  };

  return (
    <section
      className={`drop${isOver ? ' over' : ''}`}
      aria-label={say('web.documents.drop')}
      onDragEnter={(event) => event.preventDefault()}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setOver(false);
      }}
      onDrop={onDrop}
    >
      <InboxOutlined className="drop-icon" aria-hidden />
      <div className="drop-words">
        <p className="drop-title">{say(isOver ? 'web.documents.dropNow' : 'web.documents.drop')}</p>
        <p className="drop-note">
          {say('web.documents.formats')} <span>{say('web.documents.kept')}</span>
        </p>
      </div>
      <div className="drop-buttons">
        <Button type="primary" size="large" icon={<UploadOutlined />} onClick={() => files.current?.click()}>
          {say('web.documents.files')}
        </Button>
        <Button
          size="large"
          className="drop-folder"
          icon={<FolderOpenOutlined />}
          onClick={() => folder.current?.click()}
        >
          {say('web.documents.folder')}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        onChange={({ target }) => {
          take({ files: [...(target.files ?? [])], skipped: 0 });
          target.value = '';
        }}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        webkitdirectory=""
        onChange={({ target }) => {
          take(checkable([...(target.files ?? [])]));
          target.value = '';
        }}
      />
    </section>
  );
}
