/** Tests of the calendar of what is planned. */
@NullMarked
package org.paschima.notify.calendar;

import org.jspecify.annotations.NullMarked;
