import { LitElement } from 'lit';

/**
 * A component that renders into the document itself instead of a shadow root, so that one stylesheet, find in page,
 * accessibility relations and text selection reach across all of the panel.
 */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
