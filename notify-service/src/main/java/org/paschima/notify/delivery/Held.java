package org.paschima.notify.delivery;

/**
 * Something due that this instance has, for a while that is as long as sending takes.
 *
 * @param hold tells this having from any before and after
 * @param heldUntil by {@link System#nanoTime()}; nothing may be sent that could end later
 */
public record Held<T>(T what, String hold, long heldUntil) {}
