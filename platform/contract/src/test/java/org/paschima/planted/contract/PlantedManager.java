package org.paschima.planted.contract;

final class PlantedManager {}
