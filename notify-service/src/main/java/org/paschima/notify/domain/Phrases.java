package org.paschima.notify.domain;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.paschima.contract.Language;

/**
 * Everything a member is told, by key and language, so that tests can read all of it (domain.md §5.3, §5.5).
 *
 * <p>Nothing in it depends on the data of locales that a JDK brings, names of months included: a receipt is worded to the
 * same bytes by every JDK.
 */
public final class Phrases {

    private static final Phrases ENGLISH = load(Language.EN);
    private static final Phrases GERMAN = load(Language.DE);
    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int MINUTE = 60;

    private final Language language;
    private final Properties patterns;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Phrases(Language language, Properties patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    public static Phrases in(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case DE -> GERMAN;
        };
    }

    private static Phrases load(Language language) {
        var patterns = new Properties();
        var name = "words_" + language.tag() + ".properties";
        try (var in = Objects.requireNonNull(Phrases.class.getResourceAsStream(name), name)) {
            patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Phrases(language, patterns);
    }

    Language language() {
        return language;
    }

    SortedSet<String> keys() {
        return new TreeSet<>(patterns.stringPropertyNames());
    }

    String pattern(String key) {
        var pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("nothing is said of " + key);
        }
        return pattern;
    }

    boolean has(String key) {
        return patterns.containsKey(key);
    }

    /** What a key says, with these in the places of its placeholders. */
    public String say(String key, Object... values) {
        var pattern = pattern(key);
        return isPlain(pattern) ? pattern : format(key, pattern).format(values);
    }

    /** A copy of what was read once, since reading takes longer than saying, and a format is of one thread. */
    private MessageFormat format(String key, String pattern) {
        var read = formats.computeIfAbsent(key, _ -> new MessageFormat(pattern, Locale.ROOT));
        return (MessageFormat) read.clone();
    }

    /** Most are, and need not be read as a format. */
    private static boolean isPlain(String pattern) {
        return pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
    }

    /** How long; whole minutes where it is some. */
    String span(int seconds) {
        return seconds % MINUTE == 0
                ? say("span.minutes", seconds / MINUTE)
                : say("span.seconds", Integer.toString(seconds));
    }

    /** A local time, with its day where that is another one than the day of what it is said of. */
    String when(String preposition, Instant instant, DecisionPoint of) {
        return when(
                preposition,
                instant,
                of.zone(),
                instant.atZone(of.zone()).toLocalDate().equals(of.localDate()));
    }

    /** A local time, with its day unless that goes without saying. */
    public String when(String preposition, Instant instant, ZoneId zone, boolean isSameDay) {
        var local = instant.atZone(zone);
        var time = HOUR_MINUTE.format(local);
        return isSameDay
                ? say(preposition + ".same", time)
                : say(
                        preposition + ".other",
                        time,
                        say("weekday." + local.getDayOfWeek().getValue()),
                        Integer.toString(local.getDayOfMonth()),
                        say("month." + local.getMonthValue()));
    }

    /** That a check is needed (domain.md §5.1). */
    public String care(Care.Hold hold) {
        return say(
                hold.tier() == org.paschima.contract.catalog.SymptomTier.EMERGENCY ? "care.emergency" : "care.urgent");
    }

    /** That a check is suggested (domain.md §5.1, tier ROUTINE). */
    public String suggestion() {
        return say("suggestion");
    }

    /** Whether nudges shall go on that nobody answers. */
    public String question() {
        return say("question");
    }

    /** Why a check is suggested. */
    public String because(Suggestion.Because because) {
        var key =
                "suggestion." + because.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var code = String.valueOf(because.code());
        return say(key, has("symptom." + code) ? say("symptom." + code) : code);
    }
}
