package org.paschima.contract;

/** What a member allows, purpose by purpose (domain.md §5.5). All false until given. */
public record Consents(boolean tracking, boolean nudging, boolean research, boolean teacher, long version) {

    public static final Consents NONE = new Consents(false, false, false, false, 0);
}
