/**
 * The facts about members: all that one service may know of another.
 *
 * <p>Laws. A published wire name never changes its meaning. A new field is optional for readers. Facts of one member
 * share a key, so their order is the partition's order. Nothing here depends on anything but the JDK.
 */
@NullMarked
package org.paschima.contract;

import org.jspecify.annotations.NullMarked;
