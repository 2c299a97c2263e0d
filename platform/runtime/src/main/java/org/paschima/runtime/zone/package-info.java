/**
 * Time zone rules that can be renewed without another JDK: {@link org.paschima.runtime.zone.TimeZones} is the one
 * place they come from, for every service and tool (ADR 0016).
 */
@NullMarked
package org.paschima.runtime.zone;

import org.jspecify.annotations.NullMarked;
