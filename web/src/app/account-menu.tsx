import { UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { NavLink, useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { sayFailure } from '../api/request.ts';
import { useSession, useSessionChanges } from '../api/session.ts';

/** Who is here, and what is theirs: tokens, password, the way out; or the way in. */
export function AccountMenu() {
  const { data } = useSession();
  if (data === undefined) return <span className="app-who" />;
  const { user, open, firstRun, version } = data;
  if (user !== undefined) return <SignedIn name={user.name} />;
  const hint = [...(open ? [say('web.session.openHint')] : []), say('web.version', { version })].join(' ');
  return (
    <span className="app-who">
      <Tooltip title={hint}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the hint must be reachable without a mouse */}
        <span tabIndex={0}>
          <UserOutlined aria-hidden />{' '}
          <span className="app-who-name">{say(open ? 'web.session.open' : 'web.session.signedOut')}</span>
        </span>
      </Tooltip>
      {firstRun ? (
        <NavLink to="/first-run">{say('web.menu.setUp')}</NavLink>
      ) : (
        <NavLink to="/sign-in">{say('web.signIn.title')}</NavLink>
      )}
    </span>
  );
}

function SignedIn({ name }: { readonly name: string }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { signOut } = useSessionChanges();
  const leave = (everywhere: boolean) =>
    void signOut.mutateAsync(everywhere).then(
      () => void navigate('/documents'),
      (error: unknown) => void message.error(sayFailure(error)),
    );
  return (
    <span className="app-who">
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'tokens', label: say('web.menu.tokens'), onClick: () => void navigate('/tokens') },
            { key: 'password', label: say('web.menu.password'), onClick: () => void navigate('/password') },
            { type: 'divider' },
            { key: 'out', label: say('web.menu.signOut'), onClick: () => leave(false) },
            { key: 'everywhere', label: say('web.menu.signOutEverywhere'), onClick: () => leave(true) },
          ],
        }}
      >
        <Button type="text" className="app-menu" aria-label={say('web.menu', { name })}>
          <UserOutlined aria-hidden /> {name}
        </Button>
      </Dropdown>
    </span>
  );
}
