/**
 * The only import of `@vscode/webview-ui-toolkit`, which is frozen upstream: a later swap touches this file alone.
 *
 * The deep paths keep the bundle small: the package's index does not tree-shake (290 KB minified), its
 * `dist/toolkit.min.js` weighs 165 KB with the button alone, these two modules 76 KB (measured with 1.4.0).
 */
import { vsCodeButton } from '@vscode/webview-ui-toolkit/dist/button/index.js';
import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit/dist/vscode-design-system.js';

/**
 * Defines `<vscode-button>`. Call it while the page loads: the toolkit reads the theme at the window's `load` event.
 *
 * Of its attributes only `appearance`, `aria-label` and `disabled` take effect (it overrides the base class's
 * attribute callback without calling it), so anything else is set as a property, as in `.ariaDisabled=${'true'}`.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}
