package org.paschima.notify.calendar;

import java.time.Instant;
import org.paschima.contract.MemberId;

/**
 * That a member has a calendar.
 *
 * @param id by which its entries are told from those of other calendars; it stays when the address is renewed
 * @param addressedAt since when it has its present address
 */
public record NudgeCalendar(MemberId member, String id, Instant addressedAt) {}
