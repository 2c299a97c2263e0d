package org.paschima.insight.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;

/**
 * A sentence about a member with what it rests on. Saying the same again, of the same days, is the same statement.
 *
 * @param language that it was said in; in another it is another statement, since it is other words that were read
 * @param subject what it is about, such as a region
 * @param template the id of the words
 * @param values what was filled in
 * @param verdict the conclusion in the words of the answers
 * @param n how many days, or else of what the method counts
 * @param from the first day that it speaks about
 * @param to the last
 */
public record Statement(
        Language language,
        String subject,
        String template,
        String text,
        SortedMap<String, String> values,
        String verdict,
        String tier,
        int n,
        LocalDate from,
        LocalDate to,
        String method,
        int algorithmVersion) {

    private static final int ID_BYTES = 16;

    public Statement {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Derived from all of it, so that noting it twice notes it once. */
    public String id() {
        var canonical = String.join(
                "\n",
                subject,
                template,
                text,
                values.toString(),
                verdict,
                tier,
                Integer.toString(n),
                from.toString(),
                to.toString(),
                method,
                Integer.toString(algorithmVersion));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
