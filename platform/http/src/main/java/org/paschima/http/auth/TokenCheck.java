package org.paschima.http.auth;

/** What came of checking a token. */
public sealed interface TokenCheck {

    record Accepted(Caller caller) implements TokenCheck {}

    /** The token does not hold; {@code why} is for its bearer and repeats nothing of it. */
    record Refused(String why) implements TokenCheck {}

    /** It cannot be told now, since no keys could be read yet. */
    record Unknown() implements TokenCheck {}
}
