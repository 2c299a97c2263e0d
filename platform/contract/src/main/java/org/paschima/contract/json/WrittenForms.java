package org.paschima.contract.json;

/** The forms that texts of a field have to have, and how a value is named to whoever sent it. */
public final class WrittenForms {

    private static final int LONGEST_NAME = 64;

    private WrittenForms() {}

    /** Words of {@code a-z 0-9}, a hyphen between each two, at most 64 characters in all. */
    public static boolean isCode(String text) {
        boolean isInWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isLowerOrDigit(c) || (c == '-' && isInWord))) {
                return false;
            }
            isInWord = c != '-';
        }
        return isInWord && text.length() <= LONGEST_NAME;
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** {@code HH:mm}, 00:00 to 23:59. */
    public static boolean isWallTime(String text) {
        return text.length() == 5
                && text.charAt(2) == ':'
                && isUpTo(text.charAt(0), '2')
                && isUpTo(text.charAt(1), text.charAt(0) == '2' ? '3' : '9')
                && isUpTo(text.charAt(3), '5')
                && isUpTo(text.charAt(4), '9');
    }

    private static boolean isUpTo(char c, char last) {
        return c >= '0' && c <= last;
    }

    static String articled(Json value) {
        return switch (value) {
            case Json.Obj _, Json.Arr _ -> "an " + value.typeName();
            case Json.Str _, Json.Num _, Json.Bool _ -> "a " + value.typeName();
            case Json.Null _ -> value.typeName();
        };
    }

    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) <= Json.MAX_SAFE_INTEGER
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
