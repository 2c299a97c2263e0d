/** The tail of the nudges topic, by which every instance learns whom to wake. */
@NullMarked
package org.paschima.notify.kafka;

import org.jspecify.annotations.NullMarked;
