import type { ThemeConfig } from 'antd';

/** Fonts of the system, those of Windows, macOS and Linux that have Chinese; nothing is fetched. */
export const FONTS =
  '"PingFang SC","Microsoft YaHei","微软雅黑","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';

/** The look of Ant Design's parts; web/src/app/app.css holds the same colours for ours. */
const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#17579c',
    colorLink: '#17579c',
    colorError: '#b3261e',
    colorWarning: '#a85a00',
    colorSuccess: '#1b7a3d',
    colorInfo: '#17579c',
    colorText: '#1d2530',
    colorTextSecondary: '#4d5866',
    colorTextTertiary: '#5e6978',
    colorTextPlaceholder: '#6b7685',
    colorBorder: '#c4ccd6',
    borderRadius: 6,
    fontFamily: FONTS,
    fontSize: 14,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
};

/** {@link THEME} for a person who asked the system for less motion, or not. */
export function themeFor(isStill: boolean): ThemeConfig {
  return isStill ? { ...THEME, token: { ...THEME.token, motion: false } } : THEME;
}
