package org.paschima.insight.planted;

/** Its name says nothing. */
public final class PlantedHelper {}
