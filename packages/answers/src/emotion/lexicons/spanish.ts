import type { Lexicon } from '../lexicon.ts';

export const spanish: Lexicon = {
  anger: `enojad*|enfadad*|furios*|indignad*|indignante|molest*|cabread*|enfada|me enfada|rabia|ira|inaceptable*|inadmisible|intolerable|vergonzos*|vergüenza|una vergüenza|sinvergüenza*|ridículo|ridicula|absurdo|hart*|harto de|estoy harto|estoy harta|hasta las narices|hasta la coronilla|colmo|es el colmo|mierda|joder|puta|puto|carajo|coño|cojones|chingad*|pinche|pendej*
|idiotas|inútil*|incompetent*|incapaces|pésim*|horrible*|asco|asqueros*|terrible*|lamentable*|peor|el peor|la peor|fatal|estafa es|una estafa|estafador*|ladron*|mentiros*|me robaron|robo descarado|tomadura de pelo|toman el pelo|tomando el pelo|burla|se burlan|están de broma|es una broma|bromean|nunca más|nunca mas|jamás vuelvo|no vuelvo a comprar
|pérdida de tiempo|perder el tiempo|perdiendo mi tiempo|odio|basta|basta ya|ya basta|paciencia se|perdí la paciencia|perdiendo la paciencia|demandar*|~mi abogado|los voy a denunciar|voy a denunciar|voy a denunciarlos|~frustra*|~tercera vez|~cuarta vez|~cuántas veces|~nadie responde|~nadie contesta|~me ignoran|~estúpid*|me tienen
|~qué clase de servicio|~vaya servicio|~siempre lo mismo|~cada vez|~prometieron|~me prometieron|~nadie me ayuda|~con su supervisor|~excusas|~increíble|~poco profesional|~grosero*
|~maleducad*|~falta de respeto|~me dan largas|~segunda vez|~robo|~pesadilla|~tonterías|~qué descaro|descaro|~me cuelgan
|qué vergüenza|pésimo servicio|no puede ser|esto no puede ser|no aguanto más|no lo soporto|exijo|exijo una solución|exijo mi dinero|devuélvanme mi dinero|quiero mi dinero|irresponsables|poca vergüenza|desastre
|un desastre|chapuza|impresentable*|qué falta de|ineptos|ineptitud|mentira|engaño|me engañaron|me mintieron|cansad* de|ya me cansé|estafado
|bola de|inepto`,
  disappointment: `decepci*|desilusi*|insatisfech*|descontent*|no estoy satisfech*|no estoy content*|triste*|tristeza|~qué pena|~una pena|~lástima|me arrepiento|esperaba más|esperaba algo mejor|esperaba mejor|no es lo que esperaba|no era lo que|mala calidad|mal servicio|mala experiencia|mala atención|deja mucho que desear|no vale la pena|no vale|no recomiendo|no lo recomiendo|perdí la confianza|defraudad*
|~lamentablemente|~desgraciadamente|~sigo esperando|~me fallaron|mediocre|desanimad*|antes era mejor|~no me ayudó|~no ayuda|~no sirve|me siento engañad*
|~expectativas|no me gustó|no era lo esperado|qué decepción|quedé decepcionad*|calidad pésima|calidad baja|dinero tirado|tirado el dinero|nada que ver con la foto|no es como|me siento defraudad*|chafa
|deja que desear`,
  urgency: `urgente*|urge|me urge|urgencia|lo antes posible|cuanto antes|lo más pronto posible|asap|apúrense|apúrate|rápido por favor|dense prisa|date prisa|tengo prisa|con prisa|no puedo esperar|no puede esperar|no hay tiempo|no tengo tiempo|emergencia|es una emergencia|^inmediatamente|^de inmediato|^ya mismo|^ahora mismo|?ahorita|^enseguida|^hoy mismo|^antes de mañana|^en una hora|^en dos horas|^para mañana|?esta noche|?hoy|?ya|?necesito|?rápido|?mañana`,
  satisfaction: `~gracias|~muchas gracias|~mil gracias|agradecid*|~agradezco|genial|excelente*|perfecto|perfecta|estupend*|maravillos*|fantástic*|increíble servicio|encantad*|content*|feliz|satisfech*|muy bien|bravo|buen trabajo|buenísim*|el mejor|la mejor|los mejores|recomiendo|me encanta|encanta|súper|super|de maravilla|muy amable*|muy útil|útil|qué bien|chévere|de lujo|impecable|+ya funciona|+funciona ahora|+resuelto|+solucionado|~amable`,
  problem: `otra vez|de nuevo|sigue sin|todavía|aún no|roto|rota|no funciona|no sirve|no llega|no llegó|no ha llegado|nunca llegó|error|errores|?problema*|retraso|?tarde|perdid*|?falta|dañad*|defectuos*|sin respuesta|?nadie|?semanas|?hace días|?horas|rechazad*|cancelad*|cobraron dos veces|cobro doble|equivocad*|esperando|falla*|se cae`,
  intensifiers: `muy|tan|súper|super|realmente|totalmente|completamente|absolutamente|demasiado|bien|bastante|sumamente|re|increíblemente|profundamente|extremadamente|de verdad`,
  negators: `no|nunca|jamás|sin|ni|nada|tampoco|ningún|ninguna|no estoy`,
  conditionals: `si no|si el|si la|si me|si mi|en caso de|en caso`,
  ordinary: `no hay problema|sin problema|ningún problema|no es urgente|no urge|sin prisa|no hay prisa|número de emergencia|contacto de emergencia|gracias de antemano|no está mal|cómo reclamo|poner una queja|presentar una queja|supermercado|no molesta|si no es molestia|disculpe la molestia|perdone la molestia|no es molestia|de nada|transferencia inmediata|estafa telefónica
|envío urgente|entrega urgente|transferencia urgente|urgencias|garantía de satisfacción|siento molestar|perdón por molestar|perdona la molestia|sin molestar`,
};
