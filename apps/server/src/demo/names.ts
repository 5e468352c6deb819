/** Names for people who do not exist. Their addresses end in the domains that are reserved for examples. */

export const givenNames = [
  "Ada Alan Amara Ana Anders Anika Antoine Aoife Astrid Ben Beatriz Camille Carlos Chiara Chloe Daan Daniel",
  "Dana Diego Eileen Elena Elif Emeka Emil Emma Eva Fatima Felix Fiona Freya Gabriel Grace Greta Hana Hannah",
  "Hugo Ibrahim Ida Ines Ingrid Isaac Ivan Jack Jana Jonas Jorge Joy Julia Kai Karim Kenji Kofi Lara Lea Leo",
  "Liam Lina Lucas Lucia Luna Maja Malik Manon Mara Marco Maria Marta Mateo Maya Mei Mia Miguel Mila Mina Nadia",
  "Naomi Nia Nils Noah Nora Oscar Olivia Omar Paula Pedro Petra Priya Quinn Rafael Rania Ravi Rosa Ruben Ruth",
  "Sam Samira Sara Sean Selma Sofia Stefan Sven Tara Theo Tomas Uma Vera Victor Wanda Yara Yuki Zoe",
].flatMap((line) => line.split(" "))

export const familyNames = [
  "Abbott Adeyemi Almeida Anderson Bauer Becker Bennett Berg Bianchi Bouchard Brown Carter Castro Chen Clarke",
  "Cohen Costa Dahl Davies Diaz Dubois Edwards Eriksson Evans Fernandez Fischer Foster Garcia Gibson Gomez",
  "Green Gupta Hall Hansen Harris Hayashi Hoffmann Hughes Ito Jansen Johnson Kaya Keller Kim Klein Kowalski",
  "Kumar Lambert Larsen Leclerc Lewis Lindberg Lopez Martin Mazur Mensah Meyer Miller Mori Moreau Murphy Nakamura",
  "Neumann Nguyen Novak Okafor Oliveira Olsen Ortiz Owen Park Patel Perez Petit Quist Ramos Reed Reyes Ribeiro",
  "Rossi Roy Sato Schmidt Schneider Schwartz Shah Silva Simon Singh Smit Smith Sokolov Suzuki Taylor Torres",
  "Tremblay Vogel Walker Wang Watson Weber White Wilson Wood Yilmaz Young Zhang Zimmermann",
].flatMap((line) => line.split(" "))

export const domains = ["example.com", "example.org", "example.net"] as const

export const industries = ["agency", "education", "retail", "software", "consulting", "nonprofit"] as const
