package org.paschima.notify.busy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose calendar a file says that it is, to tell the owner among those who were invited. Google names a person's own calendar by
 * the address of an account, Outlook says who owns what it wrote; where a file says nothing, or a name, nobody is known.
 */
final class Owner {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Set<String> SAYS = Set.of("X-WR-CALNAME", "X-WR-RELCALID", "X-OWNER");
    private static final String MAILTO = "mailto:";

    private final Set<String> addresses = new HashSet<>();

    /** Takes in a line of the calendar itself. */
    void hears(ContentLine line) {
        var address = address(line.value());
        if (SAYS.contains(line.name()) && ADDRESS.matcher(address).matches()) {
            addresses.add(address);
        }
    }

    /** Whether a line is of the owner as one who was invited; some write the address of a mailbox beside a name of their own. */
    boolean isInvitedBy(ContentLine line) {
        var beside = line.parameter("EMAIL");
        return line.name().equals("ATTENDEE")
                && (addresses.contains(address(line.value()))
                        || (beside != null && addresses.contains(address(beside))));
    }

    private static String address(String text) {
        var bare = text.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith(MAILTO) ? bare.substring(MAILTO.length()) : bare;
    }
}
