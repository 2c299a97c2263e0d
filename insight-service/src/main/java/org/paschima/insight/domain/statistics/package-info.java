/**
 * The statistics that conclusions are made of: slopes, tests, corrections and detectors, about numbers and the days they are
 * of. What may be concluded from them is said elsewhere.
 */
@NullMarked
package org.paschima.insight.domain.statistics;

import org.jspecify.annotations.NullMarked;
