import { Button } from 'antd';
import { useCallback } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { PictureFact } from '../../../src/reporting/pictures-schema.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';
import { useRetry } from '../api/documents.ts';
import { usePictures } from '../api/pictures.ts';
import { RequestFailed } from '../api/request.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { PicturesPanel } from '../pictures/pictures-panel.tsx';

interface Props {
  readonly id: string;
  /** Another one is another check. */
  readonly revision: string;
  /** Whether whoever looks may have it checked anew. */
  readonly canCheck: boolean;
  readonly onPlace: (place: ReportedPlace) => void;
}

/** A document in pictures; each number leads to where it is printed. */
export function DocumentPictures({ id, revision, canCheck, onPlace }: Props) {
  const { data, error, refetch } = usePictures('document', id, revision);
  const retry = useRetry();
  const onFact = useCallback(
    (fact: PictureFact) => {
      if ('place' in fact) onPlace(fact.place);
    },
    [onPlace],
  );
  if (error !== null && data === undefined) {
    const isOld = error instanceof RequestFailed && error.status === 409;
    return (
      <>
        <Failure error={error} onRetry={() => void refetch()} />
        {isOld && canCheck && (
          <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate(id)}>
            {say('web.documents.checkAgain')}
          </Button>
        )}
      </>
    );
  }
  if (data === undefined) return <Loading />;
  return <PicturesPanel pictures={data} sayFact={sayFact} onFact={onFact} />;
}

/** Where a number is printed, and what stands there. */
function sayFact(fact: PictureFact): string {
  if (!('place' in fact)) return '';
  const { text } = fact.place;
  return text === undefined ? placeText(fact.place) : `${placeText(fact.place)}：${text}`;
}
