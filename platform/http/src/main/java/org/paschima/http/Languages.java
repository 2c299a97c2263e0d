package org.paschima.http;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paschima.contract.Language;

/**
 * Which of the languages a client asks for by {@code Accept-Language} (RFC 9110 §12.5.4): the one it prefers, of several that it
 * likes equally the one it names first. A range is matched by its first part, so {@code de-AT} is content with German. What
 * cannot be read is left out: the field is a wish, and nobody is refused for it.
 */
final class Languages {

    private static final Pattern RANGE = Pattern.compile(
            "\\s*(\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\\s*(?:;\\s*[qQ]=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*)?");

    /** Of one field there are at most so many ranges that anybody means. */
    private static final int MOST_RANGES = 100;

    private Languages() {}

    /** The language that is asked for; empty where none is named that can be spoken, and any would do. */
    static Optional<Language> asked(List<String> fields) {
        var qualities = new EnumMap<Language, Double>(Language.class);
        var order = new EnumMap<Language, Integer>(Language.class);
        Optional<Double> others = Optional.empty();
        int place = 0;
        for (var each : String.join(",", fields).split(",", MOST_RANGES)) {
            var range = RANGE.matcher(each);
            if (!range.matches()) {
                continue;
            }
            double quality = range.group(2) == null ? 1 : Double.parseDouble(range.group(2));
            var language = Language.known(range.group(1));
            if (range.group(1).equals("*")) {
                others = Optional.of(quality);
            } else if (language.isPresent()) {
                qualities.merge(language.get(), quality, Math::max);
                order.putIfAbsent(language.get(), place++);
            }
        }
        return preferred(qualities, order, others.orElse(0.0));
    }

    /** {@code *} stands for the languages that are not named; it is a choice only where what is named is liked less. */
    private static Optional<Language> preferred(
            Map<Language, Double> qualities, Map<Language, Integer> order, double others) {
        Optional<Language> best = Optional.empty();
        double most = 0;
        for (var language : Language.values()) {
            double quality = qualities.getOrDefault(language, others);
            boolean isBefore = best.isPresent()
                    && quality == most
                    && order.getOrDefault(language, Integer.MAX_VALUE)
                            < order.getOrDefault(best.get(), Integer.MAX_VALUE);
            if (quality > most || (quality > 0 && isBefore)) {
                best = Optional.of(language);
                most = quality;
            }
        }
        return qualities.isEmpty() ? Optional.empty() : best;
    }
}
