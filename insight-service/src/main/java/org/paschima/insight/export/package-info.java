/**
 * Everything of a member as a file: JSON as the log holds it, CSV for spreadsheets, FHIR R4 for health software. Writers
 * take records one by one and keep none.
 */
@NullMarked
package org.paschima.insight.export;

import org.jspecify.annotations.NullMarked;
