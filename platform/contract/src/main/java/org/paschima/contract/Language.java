package org.paschima.contract;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages in which people are told things: all that is said is there in each of them. */
public enum Language {
    EN,
    DE;

    /** The language that a tag of RFC 5646 asks for, by its first part; English where there is none or another. */
    public static Language of(@Nullable String tag) {
        return tag == null ? EN : known(tag).orElse(EN);
    }

    /** The same; empty where it is another than these. */
    public static Optional<Language> known(String tag) {
        return switch (tag.split("-", 2)[0].toLowerCase(Locale.ROOT)) {
            case "en" -> Optional.of(EN);
            case "de" -> Optional.of(DE);
            default -> Optional.empty();
        };
    }

    /** Its tag, which also names its resources. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
