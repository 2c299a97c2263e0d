package org.paschima.session.planted;

/** Its name says nothing. */
public final class PlantedHelper {}
