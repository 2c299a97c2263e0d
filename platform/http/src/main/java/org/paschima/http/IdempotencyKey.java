package org.paschima.http;

import java.util.Optional;
import org.paschima.contract.Identifiers;
import org.paschima.http.Problem.Fault;

/** The client's name for a write that it may send again. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 64;

    private IdempotencyKey() {}

    /** The key of a request, if it has one; one that no id can be made of is noted with the faults of its parameters. */
    public static Optional<String> of(Call call, QueryParameters parameters) {
        return of(call, parameters, LONGEST, "with or without quotes");
    }

    /** The same where something is added to the key, so that less is left for it; {@code because} ends the sentence. */
    public static Optional<String> of(Call call, QueryParameters parameters, int longest, String because) {
        var key = call.header(HEADER).map(IdempotencyKey::unquoted);
        if (key.isPresent()
                && !(Identifiers.isIdentifier(key.get()) && key.get().length() <= longest)) {
            parameters.fault(
                    Fault.header(HEADER, "FORMAT", "must be 1 to " + longest + " of A-Z a-z 0-9 . _ -, " + because));
            return Optional.empty();
        }
        return key;
    }

    /** The key without the quotes that the header's standard puts around it. */
    private static String unquoted(String header) {
        var text = header.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
