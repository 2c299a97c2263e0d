package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Somebody without a mouse: Tab leads everywhere, what has the focus is seen, and what a key does never leaves the focus nowhere. */
final class Keyboard {

    private static final int MOST_TABS = 120;

    /** At each frame after a key that does something; Tab alone may go around by way of the document. */
    private static final String WATCH = """
            () => {
              window.focusLost = [];
              let pressed = '';
              document.addEventListener('keydown', e => { pressed = e.key === 'Tab' || e.key === 'Shift' ? '' : e.key + ' on ' + e.target.textContent; }, true);
              const look = () => {
                if (pressed !== '' && document.activeElement === document.body) { window.focusLost.push(pressed); pressed = ''; }
                requestAnimationFrame(look);
              };
              look();
            }
            """;

    /** What tells of the focus is drawn, and what has it is on the screen with nothing above it. */
    private static final String SEEN = """
            () => {
              const at = document.activeElement;
              const tells = each => each !== null && getComputedStyle(each).outlineStyle !== 'none' && parseFloat(getComputedStyle(each).outlineWidth) > 1;
              const {left, top, width, height} = at.getBoundingClientRect();
              const above = document.elementFromPoint(left + width / 2, top + height / 2);
              return at.matches(':focus-visible') && (tells(at) || tells(at.nextElementSibling))
                && above !== null && (at.contains(above) || (at.closest('label')?.contains(above) ?? false));
            }
            """;

    private final Page page;

    private Keyboard(Page page) {
        this.page = page;
    }

    /** From now on it is told when a key loses the focus. */
    static Keyboard of(Page page) {
        page.evaluate(WATCH);
        return new Keyboard(page);
    }

    /** Tab after Tab until it is there. */
    static void tabTo(Page page, String selector) {
        walk(page, "Tab", selector);
    }

    private static void walk(Page page, String key, String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press(key);
            if ((Boolean) page.evaluate("s => document.activeElement?.matches(s) ?? false", selector)) {
                return;
            }
        }
        throw new AssertionError(key + " does not lead to " + selector);
    }

    Keyboard to(String selector) {
        tabTo(page, selector);
        return isSeen(selector);
    }

    Keyboard backTo(String selector) {
        walk(page, "Shift+Tab", selector);
        return isSeen(selector);
    }

    private Keyboard isSeen(String selector) {
        page.waitForFunction("() => document.activeElement.getAnimations().length === 0");
        assertThat((Boolean) page.evaluate(SEEN))
                .as("the focus on " + selector + " is seen")
                .isTrue();
        return this;
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** It moves once the page has been drawn anew. */
    Keyboard awaitFocusOn(String selector) {
        page.waitForFunction("s => document.activeElement.matches(s)", selector);
        return this;
    }

    /** What was pressed is done, and may be pressed again. */
    Keyboard awaitDone() {
        page.waitForFunction("() => document.activeElement.ariaDisabled === 'false'");
        return this;
    }

    void wasNeverLost() {
        assertThat((List<?>) page.evaluate("() => window.focusLost"))
                .as("keys after which the focus was nowhere")
                .isEmpty();
    }
}
