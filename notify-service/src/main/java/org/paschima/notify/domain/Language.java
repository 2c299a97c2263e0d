package org.paschima.notify.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages in which members are told things: all that is said is there in each of them. */
public enum Language {
    EN,
    DE;

    /** The language that a tag of RFC 5646 asks for, by its first part; English where there is none or another. */
    public static Language of(@Nullable String tag) {
        var first = tag == null ? "" : tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return first.equals("de") ? DE : EN;
    }

    /** Its tag, which also names its resource. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
