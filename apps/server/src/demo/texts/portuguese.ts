import type { TextStock } from "./stock.ts"

export const portuguese: TextStock = {
  openers: ["Gosto muito do produto.", "Obrigado por tudo.", "Nada contra vocês.", "Resumindo:"],
  closers: ["Talvez eu volte.", "Guardem meus dados, por favor.", "Boa sorte!", "É só isso."],
  features: ["exportar para o Excel", "um modo offline", "uma visão de calendário", "tarefas recorrentes"],
  troubles: [
    "o aplicativo travava toda hora",
    "a sincronização parava sozinha",
    "as páginas demoravam demais",
    "as notificações vinham em dobro",
  ],
  reasons: {
    "too-expensive": [
      "Ficou caro demais para mim.",
      "Com o dólar assim, não dá para manter.",
      "Tivemos que cortar custos este ano.",
    ],
    "not-using": [
      "Quase não usei neste mês.",
      "Estou sem tempo no momento.",
      "O projeto parou até o ano que vem.",
    ],
    "missing-features": ["Falta {feature}.", "Precisamos de {feature} e não tem."],
    "technical-problems": ["Nas últimas semanas {trouble}.", "Desisti porque {trouble}."],
    switching: ["Minha equipe já usa outra ferramenta.", "Achei algo mais simples."],
    "project-over": ["O trabalho da faculdade acabou.", "Era só para um evento."],
    other: ["Estou mudando de área.", "Fiz o cadastro duas vezes sem querer."],
  },
}
