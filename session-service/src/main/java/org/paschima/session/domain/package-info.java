/**
 * What a request becomes: a fact to keep, or every reason why not. Pure: nothing here knows HTTP or Kafka, and time is
 * passed in.
 */
@NullMarked
package org.paschima.session.domain;

import org.jspecify.annotations.NullMarked;
