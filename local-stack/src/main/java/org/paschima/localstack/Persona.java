package org.paschima.localstack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Somebody to look at the page as; all of them are made up. */
enum Persona {
    LONG_TIME("m-0001", "A member for three months", "Reports, practice and nudges of the sample studio."),
    ANOTHER("m-0002", "Another member", "So that two people can use one device."),
    NEW("m-new", "Somebody new", "Nothing noted yet: what the page is like on the first day."),
    TEACHER("teacher", "A teacher of the studio", "Groups week by week, and whether nudges do anything."),
    STUDIO("studio", "The studio itself", "What a teacher sees, and the studio's webhooks.");

    private final String member;
    private final String title;
    private final String description;

    Persona(String member, String title, String description) {
        this.member = member;
        this.title = title;
        this.description = description;
    }

    static Optional<Persona> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    String member() {
        return member;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    List<String> scopes() {
        return switch (this) {
            case LONG_TIME, ANOTHER, NEW -> Scopes.MEMBER;
            case TEACHER -> List.of(Scopes.STUDIO);
            case STUDIO -> List.of(Scopes.STUDIO, Scopes.WEBHOOKS);
        };
    }
}
