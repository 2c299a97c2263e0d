/**
 * The store of notify-service: one guarded document a member, decisions, and the nudge log, written only together and in
 * transactions. {@link org.paschima.notify.mongo.NotifyFold} is the entry point.
 */
@NullMarked
package org.paschima.notify.mongo;

import org.jspecify.annotations.NullMarked;
