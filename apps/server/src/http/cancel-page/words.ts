import { languages } from "../../flow/present/words/choose-words.ts"

/** What the page around a flow says beside the widget's own words. */
interface PageWords {
  closedTitle: string
  closedBody: string
  invalidTitle: string
  invalidBody: string
  needsScript: string
}

const pageWords: Readonly<Record<string, PageWords>> = {
  en: {
    closedTitle: "Nothing was changed",
    closedBody: "You can close this page, or go on where you left.",
    invalidTitle: "This link no longer works",
    invalidBody: "It may be too old, or incomplete. Please ask for a new one where you got it.",
    needsScript: "Please turn on JavaScript to cancel your subscription here.",
  },
  fr: {
    closedTitle: "Rien n’a été modifié",
    closedBody: "Vous pouvez fermer cette page ou reprendre là où vous en étiez.",
    invalidTitle: "Ce lien ne fonctionne plus",
    invalidBody: "Il est peut-être trop ancien ou incomplet. Demandez-en un nouveau là où vous l’avez reçu.",
    needsScript: "Activez JavaScript pour résilier votre abonnement ici.",
  },
  de: {
    closedTitle: "Es wurde nichts geändert",
    closedBody: "Sie können diese Seite schließen oder dort weitermachen, wo Sie aufgehört haben.",
    invalidTitle: "Dieser Link funktioniert nicht mehr",
    invalidBody:
      "Er ist vielleicht zu alt oder unvollständig. Bitten Sie dort um einen neuen, wo Sie ihn erhalten haben.",
    needsScript: "Bitte schalten Sie JavaScript ein, um Ihr Abo hier zu kündigen.",
  },
  sp: {
    closedTitle: "No se ha cambiado nada",
    closedBody: "Puedes cerrar esta página o continuar donde lo dejaste.",
    invalidTitle: "Este enlace ya no funciona",
    invalidBody: "Puede que sea demasiado antiguo o esté incompleto. Pide uno nuevo a quien te lo envió.",
    needsScript: "Activa JavaScript para cancelar tu suscripción aquí.",
  },
  pt: {
    closedTitle: "Nada foi alterado",
    closedBody: "Pode fechar esta página ou continuar de onde parou.",
    invalidTitle: "Este link já não funciona",
    invalidBody: "Pode ser demasiado antigo ou estar incompleto. Peça um novo a quem o enviou.",
    needsScript: "Ative o JavaScript para cancelar a sua assinatura aqui.",
  },
  it: {
    closedTitle: "Non è stato modificato nulla",
    closedBody: "Puoi chiudere questa pagina o riprendere da dove avevi lasciato.",
    invalidTitle: "Questo link non funziona più",
    invalidBody: "Potrebbe essere troppo vecchio o incompleto. Chiedine uno nuovo a chi te lo ha inviato.",
    needsScript: "Attiva JavaScript per disdire qui il tuo abbonamento.",
  },
  nl: {
    closedTitle: "Er is niets gewijzigd",
    closedBody: "U kunt deze pagina sluiten of verdergaan waar u was gebleven.",
    invalidTitle: "Deze link werkt niet meer",
    invalidBody: "Hij is misschien te oud of onvolledig. Vraag een nieuwe aan waar u hem hebt gekregen.",
    needsScript: "Zet JavaScript aan om uw abonnement hier op te zeggen.",
  },
  pl: {
    closedTitle: "Nic nie zostało zmienione",
    closedBody: "Możesz zamknąć tę stronę lub wrócić do miejsca, w którym przerwano.",
    invalidTitle: "Ten link już nie działa",
    invalidBody: "Może być zbyt stary lub niepełny. Poproś o nowy tam, skąd go masz.",
    needsScript: "Włącz JavaScript, aby anulować tutaj subskrypcję.",
  },
  ja: {
    closedTitle: "何も変更されていません",
    closedBody: "このページを閉じるか、続きから進めることができます。",
    invalidTitle: "このリンクは使えなくなりました",
    invalidBody: "リンクが古いか、途中で切れている可能性があります。送信元に新しいリンクを依頼してください。",
    needsScript: "ここで解約するには JavaScript を有効にしてください。",
  },
  ar: {
    closedTitle: "لم يتغيّر شيء",
    closedBody: "يمكنك إغلاق هذه الصفحة أو المتابعة من حيث توقفت.",
    invalidTitle: "لم يعد هذا الرابط صالحًا",
    invalidBody: "ربما يكون قديمًا جدًا أو غير مكتمل. يُرجى طلب رابط جديد من الجهة التي أرسلته.",
    needsScript: "يُرجى تفعيل JavaScript لإلغاء اشتراكك هنا.",
  },
}

/** The page's words in one of the widget's languages, and the widget's that the page says as well. */
export function cancelPageWords(lang: string) {
  const own = pageWords[lang]
  const shared = languages[lang]
  if (!own || !shared) throw new Error(`The cancel page has no words in ${lang}`)
  return { ...shared, ...own }
}
